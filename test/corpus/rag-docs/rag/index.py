from langchain_community.document_loaders import DirectoryLoader
from langchain_community.vectorstores import FAISS
from langchain_text_splitters import RecursiveCharacterTextSplitter

from rag.models import embeddings

splitter = RecursiveCharacterTextSplitter(chunk_size=1200, chunk_overlap=120)


def build(path: str) -> FAISS:
    pages = DirectoryLoader(path, glob="**/*.md").load()
    return FAISS.from_documents(splitter.split_documents(pages), embeddings)


def vector_of(question: str) -> list[float]:
    return embeddings.embed_query(question)


def vectors_of(paragraphs: list[str]) -> list[list[float]]:
    return embeddings.embed_documents(paragraphs)


def look_up(store: FAISS, question: str):
    retriever = store.as_retriever(search_kwargs={"k": 6})
    return retriever.invoke(question)
